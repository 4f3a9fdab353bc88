FROM python:3.9
RUN apt-get update
RUN apt-get install -y build-essential libpq-dev
RUN apt-get install -y vim nano curl wget
RUN pip install --upgrade pip
COPY . /code/
WORKDIR /code
RUN pip install -r requirements.txt
RUN python manage.py collectstatic --noinput
ENV SECRET_KEY=changeme DJANGO_DEBUG=True
ENV DATABASE_URL postgres://user:password@db/app
EXPOSE 8000
CMD python manage.py migrate && python manage.py runserver 0.0.0.0:8000
