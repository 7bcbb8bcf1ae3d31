"""The genres: the tree, what tags mean in it, and how they weigh."""
