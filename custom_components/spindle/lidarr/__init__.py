"""Hand Lidarr what it should fetch, through a persisted queue that cannot flood it."""
