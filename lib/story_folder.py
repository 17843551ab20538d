"""Makes a folder ready for somebody's own articles: story.toml, topics and a README."""

import json
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import tellings as tl
from tellings.articles.story import Story, StoryError
from tellings.project import write_whole

MOST_TOPICS = 12
SETTINGS = """\
# What you know about these articles and the files do not say. A line that begins with # is no
# more than a remark: take the # away.
# title = "Talks in Seoul"
# event_words = ["talks", "minister*"]   # words for the event itself, counted for no frame
# event_date = 2011-01-10                # an article from before it gets a remark
# compare = ["The Daily", "The Herald"]  # read these newsrooms only
# codebook = "generic"                   # or "policy", or a file of your own beside the articles
# topics = "topics.toml"                 # the file with your topics
# groups = "voices.csv"                  # who belongs together in lesson 7: columns actor, group
# words = ["ties", "agree*"]             # words to follow through the texts in lesson 2

# [outlets]                              # what the files call a newsroom, and its name
# "dailynews.com" = "The Daily"

# [corrections]                          # sheets that you have corrected
# attributions = "attributions.csv"
# group_events = "events.csv"            # for lesson 7: columns article, event
"""
README = """\
# A story for Tellings

1. Put the articles into this folder: text, Word, PDF, web pages, tables, exports of databases.
2. Take story.toml away and run `python run.py --new-story` with the path of this folder: the new
   one lists the articles.
3. Fill in `story.toml`, and write your topics into `topics.toml`.
4. Run `python run.py --story` with the path of this folder. The results go into `stories/`.
"""


def make_ready(folder: Path) -> int:
    """Puts a commented story.toml, topics and a README into a folder, each where there is none.

    Where the folder holds articles, story.toml lists them, and topics start from their phrases.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        story = tl.read_story(folder)
    except StoryError:
        story = Story([])
    contents = {"story.toml": _settings(story), "README.md": README}
    if len(story):
        contents["topics.toml"] = topics_of(story)
    for name, text in contents.items():
        if (folder / name).exists():
            print(f"{folder / name} is left as it is.")
        else:
            write_whole(folder / name, text.encode())
            print(f"{folder / name} is written.")
    if not len(story):
        print("Put articles into the folder, and run this again for a list of topics.")
    return 0


def _settings(story: Story) -> str:
    """A story.toml to fill in, with a heading for each article."""
    named = [
        f"\n[articles.{_in_quotes(article.id)}]\n"
        f"{'# ' * bool(article.outlet)}outlet = {_in_quotes(article.outlet or '')}\n"
        f"# published = {article.published or '2011-01-10'}\n"
        '# basis = "how you know it"\n'
        for article in story
    ]
    return SETTINGS + "".join(named)


def _in_quotes(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def topics_of(story: Story) -> str:
    """A file of topics to begin with: each phrase that stands out is one; or else each word."""
    phrases = apart(tl.key_phrases(story)["phrase"].unique())[:MOST_TOPICS]
    phrases = list(dict.fromkeys(printed(story, one) for one in phrases)) or common_words(story)
    head = (
        "# Phrases that stand out in these articles, found by program. Put words that mean the\n"
        "# same together, take out what is no topic, add what is missing, and run this again: a\n"
        "# file topics.toml beside the articles is used in place of this one.\n"
        'name = "What this story is told with"\nsource = "Phrases found by program"\n'
    )
    quoted = map(_in_quotes, phrases[:MOST_TOPICS])
    topics = (
        f'\n[[frame]]\nname = {phrase}\ndefinition = "A phrase that stands out."\n'
        f"terms = [{phrase}]\n"
        for phrase in quoted
    )
    return head + "".join(topics)


def apart(phrases: Iterable[str]) -> list[str]:
    """The phrases, but of those that are pieces of one longer run of words the first only.

    "real estate tycoon ann" and "estate tycoon ann lee" would be one topic under two names.
    """
    kept = list[str]()
    for phrase in phrases:
        pairs = set(pairwise(phrase.split()))
        shared = (one for one in kept if pairs & set(pairwise(one.split())))
        if all(phrase in one or one in phrase for one in shared):
            kept.append(phrase)
    return kept


def printed(story: Story, phrase: str) -> str:
    """A phrase as the articles print it most often: "white house" is "White House".

    A term in small letters would not be found in a name, "steele said" not in "Mr. Steele said".
    """
    found = tl.kwic(story, phrase)["match"].str.split().str.join(" ").mode()
    return str(found.iloc[0]).removesuffix("'s").removesuffix("’s") if len(found) else phrase


def common_words(story: Story) -> list[str]:
    """The content words of the bodies as they are printed most often, the most common first.

    Cues of attributions, such as *said*, are none of them.
    """
    words = tl.tokens(story).query("not stop and section == 'body'")["norm"]
    cues = set(tl.attributions(story)["cue_text"].str.casefold())
    common = [w for w in words.value_counts().index if w.isalpha() and w not in cues]
    return [printed(story, word) for word in common[:MOST_TOPICS]]
