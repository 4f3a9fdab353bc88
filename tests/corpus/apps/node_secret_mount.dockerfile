# syntax=docker/dockerfile:1.6
FROM node:22-bookworm-slim
WORKDIR /srv
COPY package*.json ./
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,required=true \
    npm ci --ignore-scripts
COPY --chown=node:node . .
USER node
CMD ["node", "."]
