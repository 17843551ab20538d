def test_a_word_that_every_line_has_pairs_none_and_hides_no_pair():
    lines = [f"The line of shop {name} is open." for name in map(str, range(300))]
    one = "\n\n".join([*lines, "The council signed a treaty on cod in Bergen on line."])
    two = "\n\n".join([*lines[:9], "On line a treaty on cod was signed by the council in Bergen."])
    pairs = align(Story.of(one, two)).query("strength == 'strong'")
    assert (301, 10) in set(zip(pairs["unit"], pairs["other_unit"], strict=True))
