"""What a class's answers tell: how items did, which misconceptions are held, whether forms were fair."""
