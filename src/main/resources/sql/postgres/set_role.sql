select set_config('role', ?, false)
