import { CurrentUser, pageQuery, zPage, type Page, type Principal } from '@crossdock/platform';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { createZodDto, ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { zEmail, zNewPassword } from '../domain/input';
import { UsersService, type UserView } from './users.service';

const zUser = z.object({ id: z.uuid(), email: z.string(), createdAt: z.iso.datetime() });

class UserDto extends createZodDto(zUser) {}
class UserPage extends createZodDto(zPage(zUser)) {}
class UserQuery extends createZodDto(pageQuery) {}
class NewUser extends createZodDto(z.object({ email: zEmail, password: zNewPassword })) {}

@ApiTags('users')
@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  @ZodResponse({ status: 200, type: UserPage, description: 'Users of the account, oldest first' })
  list(@CurrentUser() user: Principal, @Query() query: UserQuery): Promise<Page<UserView>> {
    return this.users.list(user.accountId, query);
  }

  @Post()
  @ZodResponse({ status: 201, type: UserDto })
  create(@CurrentUser() user: Principal, @Body() input: NewUser): Promise<UserView> {
    return this.users.create(user.accountId, input);
  }
}
