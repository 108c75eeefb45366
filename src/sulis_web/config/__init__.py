"""How the application is put together: settings, addresses and the server's way in."""
