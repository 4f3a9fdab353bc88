FROM node:22-alpine
RUN echo oneRUN echo two
LABEL a=1b=2
EXPOSE 80443
