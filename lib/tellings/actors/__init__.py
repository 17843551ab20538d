"""Who is named, and as what?"""
