"""Who carries our mails, a module each: what `mail.MailVendor` asks, in the vendor's own words.

`mail.vendor` of the programme's TOML names the module, whose `open_vendor` is called.
When a mail may leave, and what its answer makes of it, is one folder up.
"""
