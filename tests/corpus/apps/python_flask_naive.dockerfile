FROM python:latest
MAINTAINER dev@example.com
ADD . /app
WORKDIR /app
RUN pip install -r requirements.txt
EXPOSE 5000
CMD python app.py
