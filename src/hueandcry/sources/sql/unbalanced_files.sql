-- Check: every file's rows read are its rows landed and its rows set aside.
SELECT source, rows_read, rows_landed, rows_set_aside FROM files WHERE rows_read <> rows_landed + rows_set_aside
