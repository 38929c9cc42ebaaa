"""What the program talks about: frozen records with typed fields."""
