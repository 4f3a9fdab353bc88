FROM node:22-alpine
WORKDIR /app
COPY . .
RUN npm ci \
 && npm test \
 && npm run build
