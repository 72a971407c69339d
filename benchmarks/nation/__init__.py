"""The seven-ratio work of quality balance on a made-up nation, by Dudao and by others."""
