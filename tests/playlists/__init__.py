"""The room that speaks with Lidarr."""
