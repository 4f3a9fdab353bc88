FROM python:3.12-slim
WORKDIR /app
COPY requ
RUN pip install -r "requirements.txt
RUN apt-get inst
CMD ["python", "app.p
