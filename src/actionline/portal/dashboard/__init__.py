"""How much of what was asked is answered: counted by instrument, body, action line and goal."""
