"""How people come in and leave: sign-in, second factors, invitations, and how long a sign-in lasts."""
