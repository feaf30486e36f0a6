"""`python -m relocalisons.cli.service.answer_keys`: keys of answers, printed and kept nowhere."""


def print_keys() -> None:
    """The public half for the programme's TOML, the private one for the worker."""
    from tasks.mail.inbound.sealing import new_seal_keys, public_link_key

    public, private = new_seal_keys()
    print(f'In the TOML, [answers]: seal_public_key = "{public}"')
    print(f'In the TOML, [answers]: link_public_key = "{public_link_key(private)}"')
    print(f"In the worker's environment only: RELOCALISONS_SEAL_KEY={private}")


if __name__ == "__main__":
    print_keys()
