FROM node
COPY . /usr/src/app
WORKDIR /usr/src/app
RUN npm install
RUN npm install -g nodemon pm2
EXPOSE 3000
CMD npm start
