"""Pages of the register: for everybody in `public` and `exports`, for officers in `staff`."""
