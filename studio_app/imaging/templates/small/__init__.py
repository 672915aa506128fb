"""What small forms share: inks, outlines, plates and large short words."""
