RUN apt-get update && apt-get install --no-install-recommends -y package1 && apt-get install --no-install-recommends -y package2 && apt-get clean && rm -rf /var/lib/apt/lists/*
