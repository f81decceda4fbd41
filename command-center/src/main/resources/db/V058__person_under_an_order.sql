-- Whether somebody was asked under an order is found by both at once, however often they were asked before. Whoever counts
-- an order's states reads all of its lines in any case.
create index assignment_order_person on assignment (order_id, volunteer_id);
drop index assignment_order;
