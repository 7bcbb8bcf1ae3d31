"""What Spindle's websocket commands do, a file for each subject; ``websocket_api`` registers them."""
