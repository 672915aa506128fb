"""The faces an emote can make, and the words, emoji and motifs that ask for them."""

from __future__ import annotations

import re

# Keys are expressions that the renderer can draw; words are lower case and match whole words.
EXPRESSIONS: dict[str, tuple[str, ...]] = {
    "laugh": ("lol", "lul", "lulw", "kekw", "kek", "lmao", "lmfao", "rofl", "haha", "xd", "omegalul", "laugh",
              "laughing", "funny", "joke", "hilarious", "face-laugh", "😆", "😄", "😁", "ahah", "jaja",
              "草", "笑", "ههه"),
    "joy": ("icant", "dying", "crylaugh", "tears of joy", "😂", "🤣"),
    "cry": ("cry", "cried", "cries", "crying", "sob", "biblethump", "noo", "nooo", "tears", "wah", "face-cry",
            "😭", "😢"),
    "sad": ("sad", "sadge", "feelsbad", "feelsbadman", "depressed", "lonely", "miss", "sorry", "f", "lost", "lose",
            "defeat", "oof", "pain", "face-sad", "🙁", "😞", "😔", "💔"),
    "angry": ("angry", "rage", "mad", "madge", "tilt", "tilted", "furious", "hate", "grr", "reee", "ree", "malding",
              "mald", "salty", "salt", "ban", "face-angry", "😠", "😡", "🤬", "💢"),
    "love": ("love", "luv", "<3", "heart", "cute", "kiss", "crush", "adore", "simp", "ily", "face-love", "😍", "🥰",
             "❤", "❤️", "💜", "💖"),
    "shocked": ("wow", "omg", "wtf", "what", "shock", "shocked", "surprised", "pog", "poggers", "pogchamp", "pogu",
                "gasp", "insane", "holy", "woah", "whoa", "nani", "face-shocked", "😮", "😱", "😲", "🤯"),
    "cool": ("cool", "ez", "easy", "based", "goat", "pro", "chad", "gigachad", "swag", "boss", "clean", "smooth",
             "face-cool", "😎"),
    "sleepy": ("sleep", "sleepy", "tired", "zzz", "zz", "bored", "boring", "afk", "brb", "bedge", "nap", "gn",
               "night", "goodnight", "😴", "💤", "🥱"),
    "smug": ("smug", "kappa", "keepo", "heh", "hehe", "kek", "troll", "bait", "sarcasm", "sure", "smirk",
             "face-smirk", "😏"),
    "hype": ("hype", "hyped", "letsgo", "lets go", "let's go", "win", "winner", "victory", "clutch", "yes", "yess",
             "gg", "ggs", "woo", "party", "hooray", "raid", "w", "ww", "pumped", "amazing", "epic", "face-hype",
             "🤩", "🎉", "🥳", "🔥"),
    "happy": ("happy", "hi", "hello", "hey", "yay", "thanks", "thx", "ty", "welcome", "smile", "nice", "good", "cozy",
              "comfy", "glhf", "uwu", "ayaya", "face-smile", "wave", "🙂", "😊", "👋"),
    "wink": ("wink", "flirt", "psst", "secret", "face-wink", "😉"),
    "think": ("think", "thinking", "hmm", "hmmm", "5head", "big brain", "brain", "idea", "question", "why", "how",
              "huh", "🤔", "🧠"),
    "nervous": ("nervous", "monkas", "monka", "scared", "scary", "fear", "horror", "sweat", "cringe", "panic",
                "awkward", "uhoh", "uh oh", "help", "yikes", "face-nervous", "😅", "😰", "😬", "😨"),
    "dead": ("rip", "dead", "death", "die", "died", "skull", "ko", "wasted", "gameover", "game over", "face-dead",
             "💀", "☠️", "😵"),
    "silly": ("silly", "derp", "blep", "goofy", "crazy", "wild", "clown", "meme", "face-silly", "😜", "🤪", "😛"),
    "sus": ("sus", "suspicious", "stare", "side eye", "sideeye", "weird", "doubt", "judging", "bruh", "hm",
            "face-blank", "🤨", "😒", "😑"),
    "pleading": ("please", "pls", "plz", "beg", "puppy", "aww", "awww", "pleading", "face-pleading", "🥺"),
    "dizzy": ("dizzy", "confused", "wut", "lag", "glitch", "drunk", "pepega", "spin", "face-dizzy", "😵‍💫"),
}
_STRETCHED = re.compile(r"(.)\1{2,}")
_LAUGHTER = re.compile(r"^(?:a?h?(?:ha|he|ja|xa|ах|ха){2,}h?|x+d+)$")
_EDGES = " \t.,;:!?¡¿…\"'()[]{}#@*~_"


def _words(text: str) -> tuple[str, ...]:
    """Lower-case words without punctuation at their ends; the whole phrase comes first."""
    low = text.lower()
    words = [word.strip(_EDGES) or word for word in low.split()]
    return (" ".join(words), *words)


def _forms(word: str) -> tuple[str, str, str]:
    """The word as it is, and with letters drawn out (`noooo`) brought back to two or one."""
    return word, _STRETCHED.sub(r"\1\1", word), _STRETCHED.sub(r"\1", word)


_BY_WORD: dict[str, str] = {
    word: expression for expression, words in reversed(EXPRESSIONS.items()) for word in (expression, *words)
}


def expression_of(*texts: str) -> str | None:
    """The expression that the first telling word of the first telling text asks for."""
    for text in texts:
        for word in _words(text):
            if _LAUGHTER.match(word):
                return "laugh"
            found = next((_BY_WORD[form] for form in _forms(word) if form in _BY_WORD), None)
            if found is not None:
                return found
        emoji = next((_BY_WORD[c] for c in text if ord(c) > 0x2600 and c in _BY_WORD), None)
        if emoji is not None:
            return emoji
    return None
