--- The person of an identity, whatever the state.
--! holder : (company_ids?)
select person.id, person.name, person.role, person.company_ids, person.state
from ops.person_identity identity
join ops.person person on person.id = identity.person_id
where identity.issuer = :issuer and identity.subject = :subject
for update of person;

--- Who was invited at this address and has not signed in yet.
--! invited : (company_ids?)
select id, name, role, company_ids
from ops.person
where email = :email and state = 'invited'
for update;

--! link
insert into ops.person_identity (issuer, subject, person_id, email)
values (:issuer, :subject, :person_id, :email);

--- The invitation is used.
--! activate
with spent as (
    delete from ops.sign_in_token where person_id = :id
)
update ops.person set state = 'active' where id = :id and state = 'invited';
