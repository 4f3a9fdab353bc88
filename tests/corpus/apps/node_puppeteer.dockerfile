FROM node:20-slim
RUN apt-get update && apt-get install -y wget gnupg --no-install-recommends \
    && wget -q -O - https://dl.example.com/linux_signing_key.pub | apt-key add - \
    && sh -c 'echo "deb [arch=amd64] http://dl.example.com/linux/chrome/deb/ stable main" >> /etc/apt/sources.list.d/chrome.list' \
    && apt-get update \
    && apt-get install -y chrome-stable fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/*
ENV PUPPETEER_SKIP_DOWNLOAD=true
USER root
ENTRYPOINT ["dumb-init", "--"]
CMD node index.js
