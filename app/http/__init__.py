"""What stands between the server and the edge or the pages: sign-in, CORS, limits, networks, health, headers."""
