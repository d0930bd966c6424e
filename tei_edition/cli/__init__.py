"""The commands, one file each; no logic lives here."""
