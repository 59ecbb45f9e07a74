load("assets/bell.svg");
