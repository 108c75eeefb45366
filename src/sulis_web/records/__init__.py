"""Records' manners, for every app: public ids, who may query, versions, history, retirement, and tables in and out."""
