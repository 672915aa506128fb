"""Terms and privacy notice as data: a section is a heading and its paragraphs or lists."""

from __future__ import annotations

Section = tuple[str, tuple[str | tuple[str, ...], ...]]

UPDATED = "In force from 21 November 2026"

TERMS: tuple[Section, ...] = (
    ("What this is", (
        "Streamer Studio draws pictures for channels: thumbnails, overlays, banners, stories and clip covers. These "
        "terms are the agreement between you and the operator of this site. By creating an account you accept them.",
    )),
    ("Your account", (
        "You must be at least 16 years old, or old enough to agree to online services where you live. One person or "
        "one channel per account. Keep your password to yourself and tell us at once when somebody else may know it.",
    )),
    ("What you make is yours", (
        "You keep every right in what you upload. As far as the law allows, the finished assets belong to you on "
        "every plan: publish them, sell them, use them after you leave. We ask for one permission only: to store, "
        "process and show your material as far as running the service for you needs it.",
        "Pictures made with the help of an image model may resemble what others make, and some countries give such "
        "pictures little or no copyright. We cannot promise that an asset is unique.",
    )),
    ("What is not allowed", (
        ("Material that is against the law, or that sexualises minors.",
         "Faces, logos or works of others without the right to use them.",
         "Pictures meant to deceive, threaten or harass.",
         "Attempts to break in, to read what belongs to others, or to overload the service."),
        "We may remove such material and close the account; where it is fair to, we warn first.",
    )),
    ("Plans and payment", (
        "Prices and what they include are shown on the plans part of the front page. An asset counts when it is "
        "finished; one that fails or that you cancel in time is given back. A paid plan runs month by month and ends "
        "with the month in which you cancel.",
        "Consumers in the European Union may withdraw within 14 days of the first payment.",
    )),
    ("If something goes wrong", (
        "We work carefully, but we cannot promise that the service is always reachable or free of faults. Download "
        "what you cannot do without. We are liable without limit for intent, gross negligence and harm to life or "
        "health; otherwise for the damage that was foreseeable, and at most for what you paid in the last 12 months.",
        "Platforms change their rules for sizes and content. We follow them with care, but they decide.",
    )),
    ("Ending it, and changes", (
        "You can end the agreement at any time by writing to the contact that the operator of this site names; your "
        "account is then deleted. We may end it with 30 days’ notice, or at once after a grave breach. If these "
        "terms change, you are told 30 days before; if you do not agree, "
        "you can leave.",
    )),
)  # fmt: skip

PRIVACY: tuple[Section, ...] = (
    ("In short", (
        "We keep what the studio needs to draw for you, nothing to follow you around. There are no advertisements, "
        "no tracking cookies and no sale of data.",
    )),
    ("What we keep, and why", (
        ("Your e-mail address, your channel name and a one-way hash of your password: to let you in. The password "
         "itself is never stored.",
         "Your brand kits, uploads, titles and finished assets: they are the service.",
         "How many assets you made and on which plan: to keep to its limits.",
         "Your browser’s name and a shortened network address for each place you are logged in: to tell them apart.",
         "Technical logs (time, address of the page, faults): to keep the service running and safe. They are kept for "
         "30 days at most."),
        "The legal ground is our agreement with you and, for the logs, our interest in a safe service (Art. 6 (1) b "
        "and f GDPR).",
    )),
    ("The demo on the front page", (
        "What you type there is sent to the studio, drawn, and forgotten. Nothing is stored, unless you take it with "
        "you by creating an account.",
    )),
    ("Who else sees it", (
        "Hosting and storage providers that work on our instructions. When an asset is made with an image model, its "
        "description, your kit’s name, colours and fonts, and the words that will stand on it are sent to the provider "
        "of that model; your account and e-mail address are not. Whoever has the link of a finished asset can see that "
        "one asset, until you make it private.",
    )),
    ("Cookies and the browser’s memory", (
        "We set only what is needed to stay logged in, to keep forms from being forged, and to tell you by mail when "
        "somebody signs in by a browser that you never used. Your choices of theme and "
        "keys are kept in your browser and are not used for anything else. That is why there is no cookie banner.",
    )),
    ("How long", (
        "Assets of the free plan are deleted after 90 days, of paid plans when you delete them; what you delete can be "
        "brought back for 30 days and is then removed. When your account is deleted, everything goes within 30 days, "
        "save what tax law makes us keep.",
    )),
    ("Your rights", (
        "You can see, correct, export and delete your data, object to its use, and complain to a data protection "
        "authority. Assets, kits and your name you can change and delete yourself; for the rest write to the contact "
        "that the operator of this site names. You will have an answer within a month.",
    )),
)  # fmt: skip

CREDITS: tuple[Section, ...] = (
    ("Motifs", (
        "Some motifs on your assets are icons from game-icons.net by Lorc, Delapouite and contributors, under the "
        "Creative Commons Attribution 3.0 licence; the colours and outlines are ours. The others are Phosphor Icons "
        "and Fluent Emoji by Microsoft, both under the MIT licence. Where you can, for example in your channel’s "
        "description, credit game-icons.net too.",
    )),
    ("Typefaces", (
        "Anton, Bangers, Bebas Neue, Fredoka, Inter, Montserrat, Noto Color Emoji, Noto Sans JP, KR and SC, "
        "Orbitron, Oswald, Playfair Display, Poppins, Press Start 2P, Rubik, Russo One and Space Grotesk are under "
        "the SIL Open Font License 1.1, Luckiest Guy and Permanent Marker under the Apache License 2.0. The site "
        "itself is set in Geist and in a face derived from Mona Sans, both under the SIL Open Font License 1.1.",
    )),
    ("Marks and icons of the site", (
        "Lucide icons under the ISC licence, platform marks from Simple Icons under CC0. The names and marks of "
        "platforms belong to their owners; we are not connected with them.",
    )),
)  # fmt: skip
