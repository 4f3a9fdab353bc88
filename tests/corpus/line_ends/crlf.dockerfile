FROM node:22-alpine
WORKDIR /app

# comment
COPY package.json .
RUN npm install
CMD ["node", "server.js"]
