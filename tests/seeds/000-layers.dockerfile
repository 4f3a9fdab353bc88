RUN apt update && apt install -y package1 && apt install -y package2 && apt clean && rm -rf /var/lib/apt/lists/*
