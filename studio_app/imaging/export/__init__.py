"""Files that are ready to upload: every size and format a platform takes, and the archive that holds them."""
