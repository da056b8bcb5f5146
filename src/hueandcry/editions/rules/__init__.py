"""What an edition is: its period, its areas, its figures. Plain values in, plain values out."""
