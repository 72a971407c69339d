"""How people come to the site, to their posts, and back in when they lost the key."""
