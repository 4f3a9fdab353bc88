FROM node:18
ARG NPM_TOKEN
ENV NPM_TOKEN=$NPM_TOKEN
RUN echo "//registry.npmjs.org/:_authToken=${NPM_TOKEN}" > ~/.npmrc
COPY package.json yarn.lock ./
RUN yarn install --production \
  && rm -f ~/.npmrc
COPY . .
CMD ["yarn", "serve"]
