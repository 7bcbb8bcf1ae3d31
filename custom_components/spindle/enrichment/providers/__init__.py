"""Who can complete what: one file each, named in ``registry``."""
