"""police.uk: street-level crime by month and force."""
