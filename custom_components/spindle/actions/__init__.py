"""What Spindle's actions do, a file for each subject; ``services`` registers them."""
