"""Work in the background, with a page that says how far it is, and e-mail notices that carry a link and no content."""
