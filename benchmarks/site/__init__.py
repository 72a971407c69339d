"""The site at the size of a big province: how soon a page begins to come, and how many queries it asks."""
