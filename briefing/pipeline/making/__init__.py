"""One edition made: decided, held for the desk where asked, drawn, told; and decided anew for a trial."""
