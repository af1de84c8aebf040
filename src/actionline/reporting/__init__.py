"""Reports drafted from all rooms above: definitions, drafting, editing, signing off, setting."""
