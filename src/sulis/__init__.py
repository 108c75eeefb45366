"""The analytical library of Sulis: files in, estimates out. No Django anywhere in it."""
