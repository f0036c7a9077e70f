"""What an operator does with a whole installation: check files, back up, restore. Sees every ward, changes no row."""
