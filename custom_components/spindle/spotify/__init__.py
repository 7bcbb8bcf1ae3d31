"""One Spotify account: what it holds, read with few calls, and the playlists written to it."""
