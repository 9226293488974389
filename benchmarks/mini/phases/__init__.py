"""The phases of a month of the common work, one file each, in the grammar of the model's own processes."""
